import { shorten } from '../../formats';
import { counted } from './counted';
import type { RunSeen } from './run-seen';

/** What a test sent, where to, and with which record. */
export function testRun({ settings: { test, operation }, outcomes }: RunSeen): string[] {
	if (!test) return [];
	const hints: string[] = [];
	if (test.send !== 'all' && operation === 'send') hints.push(countOf(outcomes));
	if (changesNothing(test) && outcomes.length > 1 && outcomes.every(isSent))
		hints.push(
			`Test: all ${outcomes.length} items were sent to the service, as in production. To try one first, set Send to First Item.`,
		);
	if (test.address !== undefined && outcomes.some(isSent))
		hints.push(
			`Test Address: requests went to ${shorten(test.address)} without secrets, not to the service.`,
		);
	if (test.record) {
		const replaced = outcomes.length === 1 ? 'the input item' : `all ${outcomes.length} input items`;
		hints.push(`Test Record: it was used in place of ${replaced}.`);
	}
	return hints;
}

const changesNothing = ({ send, address, record }: NonNullable<RunSeen['settings']['test']>) =>
	send === 'all' && address === undefined && record === undefined;

const isSent = ({ attempts }: RunSeen['outcomes'][number]) => attempts > 0;

function countOf(outcomes: RunSeen['outcomes']): string {
	const all = outcomes.length;
	const sent = outcomes.filter(isSent).length;
	const was = (count: number) => (count === 1 ? 'was' : 'were');
	const none = all === 1 ? 'the only item was not' : `none of ${all} items was`;
	const some = sent === 0 ? none : `${counted(sent, all)} ${was(sent)}`;
	const others = sent === 0 || sent === all ? '' : `, ${all - sent} ${was(all - sent)} not`;
	const shown = sent === all ? '' : ' What was not sent is shown as a preview.';
	return `Test: ${some} sent${others}.${shown} Production runs send all items.`;
}
