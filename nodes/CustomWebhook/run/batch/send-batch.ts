import type { JsonValue } from '../../formats/json';
import type { Outcome } from '../../outcome';
import { remembering } from '../../redact';
import type { BatchKeys } from '../../request';
import { ownResults, type OwnResult } from '../../response';
import type { Settings } from '../../settings';
import type { BatchPlace } from '../item';
import type { Leave, Run } from '../run';
import { rehearse, send, type Sent } from '../send';
import type { BatchItem } from './form';

/** RFC 9110, section 15.5.14. */
const CONTENT_TOO_LARGE = 413;

/**
 * One batch's way: request → delivery → response → an outcome for each of its items. If the service finds it too large,
 * each half goes this way. Never throws by itself.
 * @param batch at least one item
 * @param leave takes the outcomes; nothing more is sent if it throws
 */
export async function sendBatch(
	run: Run,
	batch: readonly BatchItem[],
	keys: BatchKeys,
	leave: Leave,
): Promise<void> {
	const finish = await sendTogether(run, batch, keys);
	if (finish !== 'too large') {
		leave(batch.map((member, position) => [member.index, finish(member, position)]));
		return;
	}
	const middle = Math.ceil(batch.length / 2);
	await sendBatch(run, batch.slice(0, middle), keys, leave);
	await sendBatch(run, batch.slice(middle), keys, leave);
}

/** What becomes of each item of a batch. */
type Finish = (member: BatchItem, position: number) => Outcome;

async function sendTogether(
	run: Run,
	batch: readonly BatchItem[],
	keys: BatchKeys,
): Promise<Finish | 'too large'> {
	const { plan, index } = batch[0]!;
	const { settings } = plan;
	const size = batch.length;
	try {
		const parts = batch.map(({ part }) => part);
		const request = await plan.request.batch!.join(parts, keys);
		if (!run.isSent(index, settings)) {
			const preview = await rehearse(plan, request);
			return ({ item }, position) => item.previewed(preview, { size, position });
		}
		const sent = await send(run, plan, request);
		const isHalved = size > 1 && isTooLarge(sent, settings);
		const { delivered, shown } = sent;
		const failure = isHalved ? undefined : sent.failureFor(settings);
		run.log.delivery({ plan, request, delivered, failure, sent: shown, items: size });
		if (isHalved) return 'too large';
		const own = resultsOf(sent, batch, settings);
		const redactor = remembering(plan.redactor);
		return (member, position) =>
			finished(member, sent, { size, position, own: own?.[position], redactor });
	} catch (error) {
		return ({ item }) => item.failed(error);
	}
}

function finished({ item }: BatchItem, sent: Sent, place: BatchPlace): Outcome {
	try {
		return item.sent(sent, place);
	} catch (error) {
		return item.failed(error);
	}
}

function isTooLarge(sent: Sent, settings: Settings): boolean {
	return (
		sent.delivered.response?.statusCode === CONTENT_TOO_LARGE && sent.failureFor(settings) !== undefined
	);
}

/** The result of each item; undefined if there is no response, or its results are of no interest. */
function resultsOf(
	{ delivered }: Sent,
	batch: readonly BatchItem[],
	settings: Settings,
): OwnResult[] | undefined {
	const { results, match } = settings.batch ?? {};
	if (!delivered.response || !results || !match) return undefined;
	const ids = () => batch.map(({ id }) => id ?? '');
	return ownResults(delivered.response.body?.body ?? null, batch.length, {
		list: results,
		match:
			match.by === 'position'
				? { by: 'position', sent: (index) => JSON.parse(batch[index]!.part.json) as JsonValue }
				: { by: 'field', ids: ids(), result: match.result },
	});
}
