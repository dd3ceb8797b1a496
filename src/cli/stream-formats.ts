/** What a report can be written as on standard output. */
export const streamFormats = ['text', 'html', 'json', 'csv', 'markdown', 'latex'] as const;
