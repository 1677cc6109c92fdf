/** Who may be sent now: limits, rates and refusals of services, shared by all runs of the process. */
export { Admission, type Destination } from './admission';
export { cancelled } from './cancelled';
export type { Lane } from './lane';
export { LookAhead, type Beginning } from './look-ahead';
export { Paces } from './paces';
export type { Slots } from './slots';
export { saidLimit, parseRetryAfterMs, type SaidLimit } from './said';
export type { Clock, Entered, RunPace, Ticket } from './types';
