/** Messages about drafts, releases and versions of a databank. */
export const releaseMessages = {} as const;
