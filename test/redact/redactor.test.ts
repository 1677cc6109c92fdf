import fc from 'fast-check';

import { createRedactor, HIDDEN } from '../../nodes/CustomWebhook/redact';

describe('Secrets of credentials', () => {
	it('are hidden as they are, JSON-escaped, in base64 and percent-encoded, wherever they stand', () => {
		fc.assert(
			fc.property(
				fc.string({ minLength: 4, unit: 'grapheme' }).filter((secret) => !HIDDEN.includes(secret)),
				fc.array(fc.string(), { maxLength: 3 }),
				(secret, around) => {
					const { value } = createRedactor([[secret]]);
					const forms = [
						secret,
						JSON.stringify(secret).slice(1, -1),
						Buffer.from(secret).toString('base64'),
						Buffer.from(secret).toString('base64url'),
						encodeURIComponent(secret),
					];
					const shown = value({
						list: [...around, ...forms],
						nested: { text: `x ${forms.join(' y ')} z` },
					});
					const texts = [...shown.list, shown.nested.text];
					for (const form of forms)
						for (const text of texts.slice(around.length))
							expect(text.split(HIDDEN).join('')).not.toContain(form);
				},
			),
		);
	});

	it('are hidden without the white space that was typed around them, which no service sends back', () => {
		const { text } = createRedactor([[' pasted-key\n', ' e1 ']]);
		expect([text('x-key: pasted-key'), text('a pasted-key\nb'), text('e1')]).toEqual([
			'x-key: ***',
			'a***b',
			'***',
		]);
	});

	it('are hidden in the names of members too', () => {
		expect(createRedactor([['abcdef']]).value({ 'x-abcdef': 1 })).toEqual({ 'x-***': 1 });
	});

	it('shorter than four characters are hidden only where they are a whole value', () => {
		const { value } = createRedactor([['a1']]);
		expect(value({ key: 'a1', text: 'data1 banana1' })).toEqual({ key: HIDDEN, text: 'data1 banana1' });
	});

	it('that are not there leave the value as it is, the very same object', () => {
		const original = { a: [1, { b: 'text' }], c: null };
		expect(createRedactor([['not in it']]).value(original)).toBe(original);
	});
});

describe('Fields with telling names', () => {
	it('are hidden in what is shown, in any case, but not in what the workflow works with', () => {
		const { shown, value } = createRedactor([], ['IBAN']);
		const original = {
			Authorization: 'x',
			nested: [{ password: 'y', iban: 'z', name: 'n', token: null }],
		};
		expect(shown(original)).toEqual({
			Authorization: HIDDEN,
			nested: [{ password: HIDDEN, iban: HIDDEN, name: 'n', token: null }],
		});
		expect(value(original)).toBe(original);
	});

	it('are hidden in the query of a URL', () => {
		const { url } = createRedactor([['secret/1']]);
		expect(url('https://example.com/a?x=1&Access%5FToken=abc&k=secret%2F1#f')).toBe(
			'https://example.com/a?x=1&Access%5FToken=***&k=***#f',
		);
	});

	it('are hidden where brackets make a list of the field, or a member of another one', () => {
		const { url, hidesName } = createRedactor([], ['']);
		expect(url('https://example.com/?token[]=a&user%5BPassword%5D%5B%5D=b&token[x]=c&list[]=d')).toBe(
			'https://example.com/?token[]=***&user%5BPassword%5D%5B%5D=***&token[x]=***&list[]=d',
		);
		expect(hidesName('token[]')).toBe(true);
		expect(hidesName('tokens[]')).toBe(false);
	});

	it('are hidden in an object that was XML: attributes, and names with a prefix', () => {
		const { shown, hidesName } = createRedactor([], ['Iban']);
		expect(
			shown({
				'w:Token': { '@_w:Id': 'x', '#text': 'a' },
				user: { '@_password': 'b', '@_w:iban': 'c', '@_name': 'd' },
			}),
		).toEqual({ 'w:Token': HIDDEN, user: { '@_password': HIDDEN, '@_w:iban': HIDDEN, '@_name': 'd' } });
		expect(['w:tokens', 'token:w', '@_', 'w:'].map(hidesName)).toEqual([false, false, false, false]);
	});

	it('of an object named __proto__ do not reach the prototype', () => {
		const original = JSON.parse('{"__proto__":{"password":"x"},"password":"y"}') as object;
		const shown = createRedactor([]).shown(original);
		expect(Object.getPrototypeOf(shown)).toBe(Object.prototype);
		expect(JSON.stringify(shown)).toBe('{"__proto__":{"password":"***"},"password":"***"}');
	});
});

describe('Secrets that come later', () => {
	it('are hidden from then on: a token that was renewed', () => {
		const secrets = ['first-token'];
		const { text } = createRedactor([secrets, ['another']]);
		expect(text('first-token second-token another')).toBe('*** second-token ***');
		secrets.push('second-token');
		expect(text('first-token second-token another')).toBe('*** *** ***');
	});
});

describe('Short secrets', () => {
	it('are hidden as a value of a query, and as a bearer token', () => {
		const { address, text } = createRedactor([['e1']]);
		expect(address('https://e1.example.com/e1?k=e1&m=e10')).toBe('https://e1.example.com/e1?k=***&m=e10');
		expect([text('Bearer e1'), text('ZTE='), text('Bearer e10')]).toEqual([HIDDEN, HIDDEN, 'Bearer e10']);
	});
});
