import { FAILURE_KINDS } from '../../nodes/CustomWebhook/failure';
import { blocks, codesIn, textOf } from './pages';
import { rendered, requestOf } from './request';

const PAGE = 'README.md';

it('the first workflow sends what a reader would expect', async () => {
	const [jsonBody] = blocks(PAGE, 'json');
	const url = /Type the \*\*URL\*\*: `([^`]+)`/.exec(textOf(PAGE))![1]!;
	const contact = { id: 'a/7', email: 'zoe@example.com', score: 5, tags: ['new', 'say "hi"'] };
	const request = await requestOf({ url, jsonBody: jsonBody! }, { contact });
	expect(request).toMatchObject({ method: 'POST', url: 'https://api.example.com/contacts/a%2F7' });
	expect(JSON.parse(request.body as string)).toEqual({
		email: 'zoe@example.com',
		score: 5,
		tags: ['new', 'say "hi"'],
		domain: 'example.com',
	});
});

it('shows one JSON example, so that each is held by a test', () => {
	expect(blocks(PAGE, 'json')).toHaveLength(1);
});

it('names each kind of failure, in the order of the docs', () => {
	const [, listed] = /says its `kind` \(([^)]+)\)/.exec(textOf(PAGE))!;
	expect(codesIn(listed!)).toEqual(Object.keys(FAILURE_KINDS));
});

it('a quote in a name stays a quote in a name, whichever language puts it in', () => {
	const item = { name: 'Ann "Annie" O\'Neil' };
	for (const placeholder of ['{{name}}', '{{ $json.name.trim() }}'])
		expect(JSON.parse(rendered(`{"name":"${placeholder}"}`, 'json', item))).toEqual(item);
});
