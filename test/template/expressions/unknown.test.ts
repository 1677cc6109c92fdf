import { failureOf, render } from '../render';

describe('a name with $ that n8n does not provide', () => {
	it.each([
		['{{$guid}}', '$guid is a variable of Postman', 'step before'],
		['{{$randomUUID}}', '$randomUUID is a variable of Postman', 'step before'],
		['{{$timestamp}}', '$timestamp is a variable of Postman', '{{ Math.floor($now.toSeconds()) }}'],
		['{{ $isoTimestamp }}', '$isoTimestamp is a variable of Postman', '{{@now}}'],
		['{{$randomInt}}', '$randomInt is a variable of Postman', '{{ Math.floor(Math.random() * 1001) }}'],
		['{{$randomFirstName}}', '$randomFirstName is a variable of Postman', 'step before'],
	])('%s fails and shows a way', (text, message, fix) => {
		const failure = failureOf(() => render(text, {}));
		expect(failure.kind).toBe('template');
		expect(failure.message).toContain(message);
		expect(failure.message).toContain(fix);
	});

	it.each(['{{ $jsn.name }}', '{{ $contact.name }}', '{{ $body.name.first }}'])(
		'%s fails if nothing comes of it',
		(text) => {
			const { kind, message } = failureOf(() => render(text, { name: 'Ann' }));
			expect(kind).toBe('template');
			expect(message).toMatch(/n8n has nothing named \$\w+.*\{\{contact\.email\}\}/);
		},
	);

	it.each([
		['{{ $json.nothing }}', ''],
		['{{ [1].map(($x) => $x)[0] }}', '1'],
		['{{ [1].map(($x) => $x.y)[0] }}', ''],
		['{{ typeof $jsn }}', 'undefined'],
	])('%s does not', (text, expected) => {
		expect(render(text, { name: 'Ann' })).toBe(expected);
	});
});

it('a class that there is not fails as a function does', () => {
	const { message } = failureOf(() => render('{{ new URLSearchParams({ a: 1 }).toString() }}', {}));
	expect(message).toContain('there is no function named URLSearchParams');
});
