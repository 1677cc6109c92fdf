import fc from 'fast-check';

import { compileTemplate, createScope, type TemplateOptions } from '../../../nodes/CustomWebhook/template';
import { WebhookFailure } from '../../../nodes/CustomWebhook/failure';
import { failureOf, OPTIONS, render, RUN, scopeOf } from '../render';

describe('n8n expressions', () => {
	it('one that stands alone is evaluated as it is written, once for each place, however often a loop comes by', () => {
		const evaluate = jest.fn((code: string) => code.length);
		const scope = createScope(RUN, { list: [1, 2, 3] }, 0, evaluate);
		const text = '{{#each list}}{{ $now.x("\\}}") }}{{/each}}';
		expect(compileTemplate(text, 'f', 'text', OPTIONS).render(scope)).toBe('151515');
		expect(evaluate.mock.calls).toEqual([[' $now.x("\\}}") ']]);
	});

	it('a direct path never goes to n8n', () => {
		const evaluate = jest.fn();
		const scope = createScope(RUN, { a: { b: 1 } }, 0, evaluate);
		expect(compileTemplate('{{ $json.a.b }}{{ $json.a?.b }}', 'f', 'text', OPTIONS).render(scope)).toBe(
			'1',
		);
		expect(evaluate).toHaveBeenCalledTimes(1);
	});

	it('one that throws fails the item with its place and what n8n says', () => {
		const failure = failureOf(() => render('a\nb {{ $("Nobody").item }}', {}));
		expect(failure).toMatchObject({ kind: 'template', field: 'field', line: 2, column: 3 });
		expect(failure.message).toContain("Referenced node doesn't exist");
	});

	it.each([
		['{{ {a:{b:1}} }}', /first }}/],
		['{{ f(“x”) }}', /curly quote \(“\)/],
		['{{ a + b {{ c }}', /another {{/],
		['{{ }}', /Name a field/],
	])('%s says the likely cause', (template, cause) => {
		expect(failureOf(() => render(template, {})).message).toMatch(cause);
	});
});

describe('a calculation that went wrong', () => {
	it.each([
		['{{ email * 2 }}', 'a number'],
		['{{ $json.E-Mail }}', 'a number'],
		['{{ n / 0 }}', 'a number'],
		['{{ DateTime.fromISO(email).toFormat("yyyy") }}', 'a date'],
		['{{ DateTime.fromISO(email) }}', 'a date'],
		['{{ new Date(email) }}', 'a date'],
		['{{ String(new Date(email)) }}', 'a date'],
	])('is not sent: %s', (template, kind) => {
		const item = { email: 'zoe@example.com', n: 1, E: 'x', Mail: 'y' };
		const { kind: of, message } = failureOf(() => render(template, item));
		expect(of).toBe('template');
		expect(message).toContain(`the result of ${template} is not ${kind}. Check its fields`);
	});

	it('has no value if a field has none', () => {
		expect(render('[{{ price * qty }}]', { price: 2 })).toBe('[]');
		expect(render('[{{ DateTime.fromISO(born).toFormat("yyyy") }}]', {})).toBe('[]');
		expect(render('[{{ price * qty || 0 }}]', { price: 2 })).toBe('[0]');
	});
});

describe('the n8n expressions of a field', () => {
	/** A field's text, rendered for each item in turn; what n8n was asked, item by item. */
	function renderAll(text: string, items: readonly object[], options: Partial<TemplateOptions> = {}) {
		const template = compileTemplate(text, 'f', 'text', { ...OPTIONS, ...options });
		return items.map((json) => {
			const scope = scopeOf(json);
			const evaluate = jest.spyOn(scope, 'evaluate');
			const result = resultOf(() => template.render(scope));
			return { result, asked: evaluate.mock.calls.length };
		});
	}

	it('are all evaluated in one go, whatever their types', () => {
		const text =
			'{{ $json.n + 1 }}|{{ [$json.n, null] }}|{{ {a:1} }}|{{ $json.s.trim() }}|{{ $json.no && 1 }}';
		expect(renderAll(text, [{ n: 1, s: ' x ' }])).toEqual([{ result: '2|1,|{"a":1}|x|', asked: 1 }]);
	});

	it('may end in a comment or a semicolon', () => {
		const text = '{{ $json.n + 1 // one more }}|{{ $json.n - 1; }}|{{ `;` + $json.n ; ; }}';
		expect(renderAll(text, [{ n: 1 }])).toEqual([{ result: '2|0|;1', asked: 1 }]);
	});

	it('give what they give one by one', () => {
		const code = fc.constantFrom(
			'$json.a + 1',
			'$json.a.b.c',
			'[$json.a].concat(null)',
			'{a:1}.a',
			'undefined',
			'Math.max',
			'$(1',
			'"),("',
			'$json.a // ),(',
			'JSON.stringify($json)',
			'($json.a, 2)',
		);
		const item = fc.record({ a: fc.constantFrom(1, 'x', { b: { c: [true] } }, null) });
		const texts = (codes: string[]) => codes.map((one) => `{{ ${one} }}`);
		fc.assert(
			fc.property(fc.array(code, { minLength: 2, maxLength: 5 }), item, (codes, json) => {
				const singly = texts(codes).map((text) => resultOf(() => render(text, json)));
				const [together] = renderAll(texts(codes).join(''), [json]);
				const fails = singly.some((one) => one instanceof WebhookFailure);
				expect(together?.result instanceof WebhookFailure).toBe(fails);
				if (!fails) expect(together?.result).toBe(singly.join(''));
			}),
		);
	});

	it('fail each by itself: one that is not needed fails nothing, one that is says its own place', () => {
		const text = '{{ $json.n + 1 }}{{#if bad}} {{ $("Nobody").item }}{{/if}}';
		const [good, bad] = renderAll(text, [{ n: 1 }, { n: 1, bad: true }]);
		expect(good).toEqual({ result: '2', asked: 1 });
		expect(bad?.result).toMatchObject({ kind: 'template', column: 30 });
	});

	it('a function as a value is left to n8n to refuse', () => {
		const refuse = jest.fn((code: string) => {
			if (code.startsWith('[')) return [() => 1, 2];
			throw new Error('this is a function, please add ()');
		});
		const scope = createScope(RUN, {}, 0, refuse);
		const template = compileTemplate('{{ $json.f && f }}{{ 1 + 1 }}', 'f', 'text', OPTIONS);
		expect(failureOf(() => template.render(scope)).message).toContain('please add ()');
	});
});

function resultOf(work: () => unknown): unknown {
	try {
		return work();
	} catch (error) {
		return error;
	}
}
