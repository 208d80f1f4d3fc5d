/** Milliseconds of processor time that `act` takes: unlike the clock, it doesn't count what else the machine does. */
export function workOf(act: () => void): number {
  const begun = process.cpuUsage();
  act();
  const { user, system } = process.cpuUsage(begun);
  return (user + system) / 1000;
}
