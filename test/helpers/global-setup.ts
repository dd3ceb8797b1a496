/** Runs once before the suite. Demo data that tests share is made here, so that no test races another for it. */
export default function setup(): void {
  // Each suite that needs stored data adds its preparation here.
}
