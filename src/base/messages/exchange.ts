/** Messages about databanks carried to and from other formats, and private databanks. */
export const exchangeMessages = {} as const;
