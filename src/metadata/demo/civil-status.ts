/** Codes of civil status, and "none": not in the register any more. */
export const civilStatus = { none: 0, unmarried: 1, married: 2, widowed: 3, divorced: 4, separated: 5 } as const;

/** A registered partner's status is the like status of a spouse plus this, except for 1 (married) to 4 (survivor). */
const registeredCodes: Readonly<Record<number, number>> = { 2: 6, 5: 7, 4: 8, 3: 9 };

/** The code of a civil status, for somebody whose last marriage was a registered partnership or not. */
export function civilCode(status: number, isRegistered: boolean): number {
  return isRegistered ? (registeredCodes[status] ?? status) : status;
}

/** Whether a civil status is that of a spouse or registered partner. */
export function isSpouse(status: number): boolean {
  return status === 2 || status === 6;
}
