import { shorten } from '../../formats';
import type { RunSeen } from './run-seen';

/** What a test sent and what not, where to, and what it was made of. */
export function testRun({ settings: { test, operation }, outcomes }: RunSeen): string[] {
	if (!test) return [];
	const hints: string[] = [];
	if (test.send !== 'all' && operation === 'send') hints.push(countOf(outcomes));
	if (test.address !== undefined && operation === 'send')
		hints.push(
			`Test Address: requests went to ${shorten(test.address)} without secrets, not to the service.`,
		);
	if (test.record) {
		const replaced = outcomes.length === 1 ? 'the input item' : `all ${outcomes.length} input items`;
		hints.push(`Test Record: it was used in place of ${replaced}.`);
	}
	return hints;
}

function countOf(outcomes: RunSeen['outcomes']): string {
	const all = outcomes.length;
	const sent = outcomes.filter(({ attempts }) => attempts > 0).length;
	const was = (count: number) => (count === 1 ? 'was' : 'were');
	const counts = `Test: ${sent} of ${all} ${all === 1 ? 'item' : 'items'} ${was(sent)} sent`;
	const others =
		sent === all ? '' : `, ${all - sent} ${was(all - sent)} not. What was not sent is shown as a preview`;
	return `${counts}${others}. Production runs send all items.`;
}
