import { compileTemplate, createScope, type RunScope } from '../../nodes/CustomWebhook/template';
import { evaluatorOf, failureOf, OPTIONS, RUN } from './render';

const ITEM = {
	email: 'item@x',
	secret: 's',
	contact: { email: 'c@x', tags: ['a'], nested: { n: 1 } },
	ticket: { id: 7 },
	body: { customer: { email: 'b@x' }, other: 'o' },
	data: { WH5: { code: 'z' } },
	variables: { v: 1 },
};

const render = (text: string, run: Partial<RunScope> = {}, item: object = ITEM) => {
	const options = { ...OPTIONS, readableData: 'record' } as const;
	const scope = createScope({ ...RUN, readableData: 'record', ...run }, item, 3, evaluatorOf(item));
	const rendered = compileTemplate(text, 'field', 'text', options).render(scope);
	return [rendered, ...scope.unresolved];
};

const CUSTOM = { dataContext: 'custom', dataContextPath: ['body', 'customer'] } as const;

it.each<[string, string, Partial<RunScope>?]>([
	['{{contact.email}}', 'c@x'],
	['{{email}}', 'c@x'],
	['{{$json.contact.email}} {{@root.contact.email}}', 'c@x c@x'],
	['{{contact.tags.0}} {{nested.n}}', 'a 1'],
	['{{data.WH5.code}} {{variables.v}} {{@index}} {{@workflow.name}}', 'z 1 3 Flow'],
	['{{#each tags}}{{this}}{{../contact.email}}{{/each}}', 'ac@x'],
	['{{#with contact}}{{email}}{{/with}}', 'c@x'],
	['{{json contact.nested}}', '{"n":1}'],
	['{{ticket.id}}', '7', { dataContext: 'ticket' }],
	['{{body.customer.email}} {{email}}', 'b@x b@x', CUSTOM],
])('the record can be read: %s', (text, expected, run = {}) => {
	expect(render(text, run)).toEqual([expected]);
});

it('the record can be read at a name with dots', () => {
	const item = { 'body.customer': { email: 'b@x' }, secret: 's' };
	expect(render('{{email}}', CUSTOM, item)).toEqual(['b@x']);
	expect(failureOf(() => render('{{secret}}', CUSTOM, item)).kind).toBe('template');
});

it.each<[string, string, Partial<RunScope>?]>([
	['{{secret}}', 'secret'],
	['{{ticket.id}}', 'ticket.id'],
	['{{$json.secret}}', '$json.secret'],
	['{{@root.secret}}', '@root.secret'],
	['{{this}}', 'this'],
	['{{json this}}', 'this'],
	['{{#each this}}{{@key}}{{/each}}', 'this'],
	['{{#with contact}}{{../secret}}{{/with}}', '../secret'],
	['{{#if secret}}x{{/if}}', 'secret'],
	['{{default secret "x"}}', 'secret'],
	['{{lookup @root "secret"}}', '@root'],
	['{{body.other}}', 'body.other', CUSTOM],
	['{{json body}}', 'body', CUSTOM],
	['{{contact.email}}', 'contact.email', CUSTOM],
	['{{ $json.contact.email.trim() }}', '$json'],
	['{{ $("Form").item.json.id }}', '$'],
	['{{ email + $now }}', '$now'],
	['{{ `${$json.a}` }}', '$json'],
])('anything else is a failure that names it: %s', (text, name, run = {}) => {
	const failure = failureOf(() => render(text, run));
	expect(failure).toMatchObject({ kind: 'template', field: 'field' });
	expect(failure.message).toContain(`reads ${name}. Readable Data is set to Record Only`);
});

it('what the item does not have either is a missing value, and a name in an expression is no reading of more', () => {
	expect(render('{{contact.town}}{{town}}|')).toEqual(['|', 'contact.town', 'town']);
	expect(render('{{ email + " $" }}')).toEqual(['c@x $']);
});

it('an item without a record has nothing but data and variables to read', () => {
	expect(render('{{variables.v}}', {}, { variables: { v: 2 } })).toEqual(['2']);
	expect(failureOf(() => render('{{a}}', {}, { a: 1 })).kind).toBe('template');
});
