import type { WebhookFailure } from '../../failure';
import type { DeliveryPolicy, DeliveryTools } from '../types';
import type { WallTicket } from './wall';

/** A clock that is passed in, so that tests control it. */
export type Clock = Pick<DeliveryTools, 'now' | 'sleep'>;

/** What a run decides for itself. */
export interface RunPace extends Pick<
	DeliveryPolicy,
	'concurrency' | 'requestsPerSecond' | 'circuitBreaker'
> {
	/** Who shares the rate. By default the runs of this process. */
	limitScope?: DeliveryPolicy['limitScope'];
	/** How many the run has. By default nothing is known of them. */
	items?: number;
	/** The longest wait that the run's items accept, in milliseconds. */
	maxDelayMs: number;
	/** Distinguishes ways to reach an origin (proxy, TLS, timeout): it may be dead by one, and respond by another. */
	way?: string;
	/** Whether items may go to several origins. By default they may. */
	isSpread?: boolean;
}

/** What a request that may leave keeps until it is done. */
export interface Ticket extends WallTicket {
	round: number;
}

export interface Entered {
	entered: true;
	ticket: Ticket;
	/** Whether it was held back. */
	waited: boolean;
}

/** May leave; must not be sent, for this reason; or did not get its turn before its deadline. */
export type Entry =
	Entered | { entered: false; failure: WebhookFailure } | { entered: false; failure?: undefined };

export interface EnterOptions {
	/** Retries only: latest useful start (epoch ms). */
	deadline?: number | undefined;
	signal?: AbortSignal | undefined;
}
