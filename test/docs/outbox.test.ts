import { readFileSync } from 'node:fs';
import path from 'node:path';
import { runInNewContext } from 'node:vm';

/** Example 17: what its Code node makes of a failure, and what its claim says. */
interface Node {
	name: string;
	parameters: { jsCode?: string; columns?: { value: { state: string } } };
}
const { nodes } = JSON.parse(readFileSync(path.join(__dirname, '../../examples/17-outbox.json'), 'utf8')) as {
	nodes: Node[];
};
const parametersOf = (name: string) => nodes.find((node) => node.name === name)?.parameters ?? {};

/** What n8n gives to both, with these options of *Deliver*. */
const inN8n = (options: object, failure: object = {}) => ({
	$: (name: string) => (name === 'Deliver' ? { params: { options } } : { isExecuted: false }),
	$input: { all: () => [{ json: { failure } }] },
	$workflow: { id: 'w', name: 'W' },
	$execution: { id: '1' },
	$runIndex: 0,
});
const rowOf = (options: object, failure: object) =>
	(
		runInNewContext(
			`(() => {${parametersOf('Rows for the outbox').jsCode}})()`,
			inN8n(options, failure),
		) as [{ json: { state: string; mayHaveActed: boolean } }]
	)[0].json;
const claimOf = (options: object) =>
	runInNewContext(
		parametersOf('Claim them').columns!.value.state.replace(/^=\{\{|\}\}$/g, ''),
		inN8n(options),
	) as string;

const KEY = { idempotency: { values: { idempotencyKey: 'auto' } } };
const BATCH = { batch: { values: { batchSize: 2 } } };

const later = (mayHaveActed: boolean) => ({
	kind: 'timeout',
	message: 'm',
	retryable: true,
	later: { key: 'k', attempt: 1, dueAt: '2026-12-01T00:00:00.000Z', mayHaveActed },
});

it.each([
	['with a key', KEY, 'waiting', 'waiting'],
	['with a key, and batches of one', { ...KEY, batch: { values: { batchSize: 1 } } }, 'waiting', 'waiting'],
	['without a key', {}, 'dead', 'dead'],
	['with the key off', { idempotency: { values: { idempotencyKey: 'off' } } }, 'dead', 'dead'],
	['with batches, whose key changes with their items', { ...KEY, ...BATCH }, 'dead', 'dead'],
])('What a service may have acted on waits only if the key keeps it from acting twice: %s', (...row) => {
	const [, options, state, claim] = row;
	expect(rowOf(options, later(true)).state).toBe(state);
	expect(claimOf(options)).toBe(claim);
	expect(rowOf(options, later(false)).state).toBe('waiting');
});

it.each([
	[{ kind: 'timeout' }, true],
	[{ kind: 'response', statusCode: 200 }, true],
	[{ kind: 'mapping', statusCode: 200 }, true],
	[{ kind: 'status', statusCode: 303 }, true],
	[{ kind: 'status', statusCode: 503 }, true],
	[{ kind: 'status', statusCode: 404 }, false],
	[{ kind: 'template' }, false],
	[{ kind: 'connect' }, false],
])(
	'Of a failure without later it is told whether the service may have acted: %j',
	(failure, mayHaveActed) => {
		expect(rowOf({}, { message: 'm', retryable: false, ...failure })).toMatchObject({
			state: 'dead',
			mayHaveActed,
		});
	},
);
