/** Runs that send to simulated services at the real pace, on a simulated clock: minutes take milliseconds. */
import { Paces, saidLimit, type RunPace, type Ticket } from '../../../nodes/CustomWebhook/delivery/pace';
import { WebhookFailure } from '../../../nodes/CustomWebhook/failure';
import { SimulatedClock } from './clock';
import { dice, type Service } from './service';

export { SimulatedClock } from './clock';
export * from './service';

const MAX_RETRIES = 2;
const BASE_DELAY_MS = 1000;
const MAX_DELAY_MS = 30_000;
const TOTAL_TIMEOUT_MS = 120_000;

export interface RunOptions extends Partial<RunPace> {
	items: number;
	startsAt?: number;
	origin?: string;
	maxRetries?: number;
}

/** One request as it was sent. */
export interface Sent {
	run: number;
	item: number;
	at: number;
	endedAt: number;
	status: number;
	/** In flight when it left, itself included. */
	inFlight: number;
	/** What the pace allowed then. */
	limit: number;
}

export interface Simulated {
	sent: Sent[];
	/** Items that got a 200. */
	delivered: number;
	refused: number;
	/** When the last item was done. */
	ms: number;
	/** When each run was done. */
	endedAt: number[];
}

/** @param services by origin; one alone is that of all */
export async function simulate(
	services: Service | Record<string, Service>,
	runs: RunOptions[],
	seed = 7,
): Promise<Simulated> {
	const clock = new SimulatedClock();
	const paces = new Paces(clock);
	const random = dice(seed);
	const result: Simulated = { sent: [], delivered: 0, refused: 0, ms: 0, endedAt: [] };
	const inFlightAt = new Map<string, number>();

	const sendItem = async (
		run: number,
		item: number,
		options: RunOptions,
		admission: ReturnType<Paces['openRun']>,
	) => {
		const { origin = 'https://service.test', maxRetries = MAX_RETRIES } = options;
		const service = 'receive' in services ? (services as Service) : services[origin]!;
		let deadline: number | undefined;
		let last: WebhookFailure | undefined;
		for (let retries = 0; ; retries++) {
			const lane = admission.to({ origin });
			const entry = await lane.enter({ deadline });
			if (!entry.entered) return lane.itemEnded(last ?? entry.failure);
			deadline ??= clock.now() + TOTAL_TIMEOUT_MS;
			const inFlight = (inFlightAt.get(origin) ?? 0) + 1;
			inFlightAt.set(origin, inFlight);
			const sent: Sent = {
				run,
				item,
				at: clock.now(),
				endedAt: 0,
				status: 0,
				inFlight,
				limit: lane.pace.limit,
			};
			result.sent.push(sent);
			const response = service.receive(clock.now(), inFlight);
			await clock.sleep(response.afterMs);
			Object.assign(sent, { endedAt: clock.now(), status: response.status });
			inFlightAt.set(origin, inFlightAt.get(origin)! - 1);
			const waitMs = backoff(retries);
			const isAgain = hear(lane, entry.ticket, sent, response.headers ?? {}, waitMs);
			lane.leave(entry.ticket);
			last = response.status === 0 ? new WebhookFailure('connect', 'refused') : undefined;
			if (!isAgain || retries === maxRetries) {
				if (response.status === 200) result.delivered++;
				return lane.itemEnded(last);
			}
			if (
				!(await admission.pause(
					Number(response.headers?.['retry-after'] ?? waitMs / 1000) * 1000,
					undefined,
				))
			)
				return;
		}
	};
	const backoff = (retries: number) =>
		Math.round(random() * Math.min(MAX_DELAY_MS, BASE_DELAY_MS * 2 ** retries));
	const hear = (
		lane: ReturnType<ReturnType<Paces['openRun']>['to']>,
		ticket: Ticket,
		{ at, endedAt, status }: Sent,
		headers: Record<string, string>,
		waitMs: number,
	): boolean => {
		if (status === 0) {
			lane.lost(ticket);
			return true;
		}
		const limit = saidLimit(headers, status === 429, clock.now());
		lane.responded(ticket, { latencyMs: endedAt - at, isAccepted: status === 200, limit });
		if (status !== 429) return false;
		result.refused++;
		const retryAfter = headers['retry-after'];
		if (retryAfter !== undefined) lane.refused(ticket, Number(retryAfter) * 1000, true);
		else lane.refused(ticket, waitMs, false);
		return true;
	};

	const startRun = async (options: RunOptions, run: number) => {
		await clock.sleep(options.startsAt ?? 0);
		const admission = paces.openRun({
			concurrency: 0,
			requestsPerSecond: 0,
			circuitBreaker: 25,
			maxDelayMs: MAX_DELAY_MS,
			...options,
		});
		await Promise.all(
			Array.from({ length: options.items }, (_, item) => sendItem(run, item, options, admission)),
		);
		result.endedAt[run] = clock.now();
	};
	const all = Promise.all(runs.map(startRun));
	await clock.run();
	await all;
	result.ms = clock.now();
	return result;
}
