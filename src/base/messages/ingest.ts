/** Messages about datasets that come in: their metadata, rows and code lists. */
export const ingestMessages = {} as const;
