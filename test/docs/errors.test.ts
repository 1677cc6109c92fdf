import { FAILURE_KINDS, type FailureKind } from '../../nodes/CustomWebhook/failure';
import { code, rowsOf } from './pages';

const rows = rowsOf('docs/errors.md', 'kind');

it('docs/errors.md tells each kind of failure once', () => {
	expect(rows.map(([kind]) => code(kind!))).toEqual(Object.keys(FAILURE_KINDS));
});

it.each(rows)('%s says what it means, what to do, and whether trying again may help', (...cells) => {
	const [kind, meaning, wayOut, retryable] = cells;
	expect([meaning, wayOut].includes('')).toBe(false);
	const { transient } = FAILURE_KINDS[code(kind!) as FailureKind];
	if (code(kind!) === 'status') expect(retryable).toBe('if the status is in **Retry → Status Codes**');
	else expect(retryable).toBe(transient ? 'yes' : 'no');
});
