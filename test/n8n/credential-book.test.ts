import { CredentialBook } from '../../nodes/CustomWebhook/n8n';
import { contextWith } from './context';
import { settingsWith } from './credential-settings';

/** What an n8n stands for that evaluates expressions although it is asked for what is stored. */
const EVALUATED = Symbol('evaluated');

interface Item {
	itemIndex: number;
}

const BEARER = settingsWith({ authentication: 'bearer' });

/**
 * An n8n with one bearer credential whose token is this expression, and the values that it has for the items.
 * Without `raw` it is one that does not tell nodes what is stored.
 */
function n8nWith({ raw, tokens }: { raw?: unknown; tokens: Array<string | Error> }) {
	const asked: Array<number | 'raw'> = [];
	const context = contextWith({
		getNode: () => ({ credentials: { customWebhookBearerApi: { id: '1', name: 'B' } } }),
		getMode: () => 'trigger',
		getCredentials: async (_type: string, itemIndex: number) => {
			asked.push(itemIndex);
			const token = tokens[itemIndex];
			if (token instanceof Error) throw token;
			return await Promise.resolve({ token });
		},
		...(raw === undefined
			? {}
			: {
					additionalData: {
						credentialsHelper: {
							getDecrypted: async (...[, , , , , , item]: unknown[]) => {
								asked.push('raw');
								if (raw instanceof Error) throw raw;
								if (raw === EVALUATED)
									return { token: tokens[Number((item as Item).itemIndex)] };
								return await Promise.resolve(raw);
							},
						},
					},
				}),
	});
	return { asked, book: new CredentialBook(context, undefined) };
}

const headersOf = async (book: CredentialBook, items: number) =>
	await Promise.all(
		Array.from({ length: items }, async (_, index) =>
			book.forItem(BEARER, index).then(
				({ authentication }) => authentication.headerValues[0]?.[1],
				({ message }: Error) => message,
			),
		),
	);

it('Each item gets the token that the expression has for it', async () => {
	const { book } = n8nWith({ raw: { token: '={{ $json.token }}' }, tokens: ['a', 'b', 'c'] });
	expect(await headersOf(book, 3)).toEqual(['Bearer a', 'Bearer b', 'Bearer c']);
});

it.each<[string, unknown]>([
	['no expression', { token: 'a', rows: { row: [{ value: 'b' }] }, empty: null }],
	['what all items see alike', { token: '={{ $secrets.vault.token }}{{ $vars.region }}' }],
	['nothing of n8n', { token: '={{ 1 + 1 }}' }],
])('A credential with %s is looked up once, however many items there are', async (_what, raw) => {
	const { book, asked } = n8nWith({ raw, tokens: Array(100).fill('a') as string[] });
	await book.readAhead(BEARER, 100);
	expect(await headersOf(book, 100)).toEqual(Array(100).fill('Bearer a'));
	expect(asked).toEqual(['raw', 0]);
});

it.each<[string, unknown]>([
	['in a row', { token: 'a', rows: { row: [{ value: '={{ $json.v }}' }] } }],
	['that is escaped', { token: '={{ this["\\u0024json"].token }}' }],
	['of another node', { token: "={{ $('Set').item.json.token }}" }],
	['of the position', { token: '={{ $itemIndex }}' }],
])('An expression %s may read the item', async (_what, raw) => {
	const { book } = n8nWith({ raw, tokens: ['a', 'b'] });
	expect(await headersOf(book, 2)).toEqual(['Bearer a', 'Bearer b']);
});

it.each<[string, unknown]>([
	['does not tell', undefined],
	['fails to tell', new Error('no')],
	['tells the values of an item instead of', EVALUATED],
])('An n8n that %s what is stored, is asked for each item', async (_what, raw) => {
	const { book } = n8nWith({ raw, tokens: ['a', 'b'] });
	expect(await headersOf(book, 2)).toEqual(['Bearer a', 'Bearer b']);
});

it('Items with equal values share one credential, so that a token is fetched once for them', async () => {
	const { book } = n8nWith({ raw: { token: '={{ $json.t }}' }, tokens: ['a', 'b', 'a'] });
	const [first, second, third] = await Promise.all([0, 1, 2].map((index) => book.forItem(BEARER, index)));
	expect(third).toBe(first);
	expect(second).not.toBe(first);
});

it('An item whose credential cannot be read, or is empty, fails alone', async () => {
	const { book } = n8nWith({
		raw: { token: '={{ $json.t }}' },
		tokens: ['a', new Error('no such field'), '', 'd'],
	});
	await book.readAhead(BEARER, 4);
	expect(await headersOf(book, 4)).toEqual([
		'Bearer a',
		'n8n did not provide the credential: no such field',
		expect.stringContaining('Token') as string,
		'Bearer d',
	]);
});

it('The secrets of all items are known before the first is sent, each looked up once', async () => {
	const tokens = Array.from({ length: 50 }, (_, index) => `token-${index}`);
	const { book, asked } = n8nWith({ raw: { token: '={{ $json.t }}' }, tokens });
	await book.readAhead(BEARER, 50);
	expect(new Set(book.secrets)).toEqual(new Set(tokens));
	await headersOf(book, 50);
	expect(asked).toHaveLength(51);
});

it('A credential that n8n does not have any more is told with the place to choose another one', async () => {
	const gone = new Error('Credential with ID "7" does not exist for type "customWebhookBearerApi".');
	const { book } = n8nWith({ raw: { token: '={{ $json.t }}' }, tokens: [gone] });
	await expect(book.forItem(BEARER, 0)).rejects.toMatchObject({
		kind: 'credentials',
		message: 'The chosen credential does not exist any more',
		description:
			'It was deleted, or this workflow came from another n8n. Choose another one below Authentication.',
	});
});
