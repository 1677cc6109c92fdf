import {
	compileFailureVariables,
	renderFailureVariables,
} from '../../nodes/CustomWebhook/outcome/failure-variables';
import type { Settings } from '../../nodes/CustomWebhook/settings';
import { compileTemplate } from '../../nodes/CustomWebhook/template';
import { OPTIONS, scopeOf } from '../template/render';

const variable = (name: string, value: string) => ({ rule: { name, type: 'routing' }, value });

function rendered(variables: unknown[], json: object) {
	const fields: string[] = [];
	const compiled = compileFailureVariables(variables as Settings['failureVariables'], (text, field) => {
		fields.push(field);
		return compileTemplate(text, field, 'text', OPTIONS);
	});
	const { set, leftOut } = renderFailureVariables(compiled, scopeOf(json));
	return { fields, values: set, leftOut };
}

it('A failure variable has its value in its place, and its name in messages', () => {
	const { fields, values } = rendered([variable('found', 'no {{n}}')], { n: 7 });
	expect(fields).toEqual(['failureVariables.found']);
	expect(values).toMatchObject([
		{
			value: 'no 7',
			target: [
				{ kind: 'name', name: 'routing' },
				{ kind: 'name', name: 'found' },
			],
		},
	]);
});

it('One that cannot be rendered is left out with the reason, and the others stay: the item fails already', () => {
	const { values, leftOut } = rendered([variable('a', '{{#if'), variable('b', '{{n}}')], { n: 1 });
	expect(values.map(({ rule, value }) => [rule.name, value])).toEqual([['b', '1']]);
	expect(leftOut).toEqual([expect.stringMatching(/^Failure Variables, a, line 1, column 1: /)]);
});
