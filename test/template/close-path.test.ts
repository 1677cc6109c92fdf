import { closePath } from '../../nodes/CustomWebhook/template';
import { failureOf, render } from './render';

const ITEM = { contact: { email: 'a', first_name: 'b', id: 1 }, ok: 1, users: [{ name: 'x' }] };

it.each([
	['contact.emial', 'contact.email'],
	['contact.mail', 'contact.email'],
	['contact.e_mail', 'contact.email'],
	['contact.firstName', 'contact.first_name'],
	['Contact.Email', 'contact.email'],
	['contcat.email', 'contact.email'],
	['$json.contact.emaill', 'contact.email'],
	['contact.email', '@root.contact.email'],
	['contact.town', undefined],
	['contact.ix', undefined],
	['no', undefined],
	['', undefined],
])('%j is nearly %j', (path, meant) => {
	expect(closePath(path, ITEM)).toBe(meant);
});

it.each([
	['json.ok', 'ok'],
	['item.json.contact.email', 'contact.email'],
	['body.contact.emial', 'contact.email'],
	['data.town', undefined],
	['body', undefined],
])('what is around an item elsewhere is no part of its paths: %j is nearly %j', (path, meant) => {
	expect(closePath(path, ITEM)).toBe(meant);
});

it.each([
	['email', 'contact.email'],
	['firstName', 'contact.first_name'],
	['ok', '@root.ok'],
	['name', undefined],
	['users.name', 'users.0.name'],
	['users.nmae', 'users.0.name'],
	['users.1.name', undefined],
])('a path that begins or goes on inside of an object or a list: %j is nearly %j', (path, meant) => {
	expect(closePath(path, ITEM)).toBe(meant);
});

it('$json is the item, whatever its members are called', () => {
	const item = { json: { id: 1 }, id: 2 };
	expect(closePath('$json.ID', item)).toBe('id');
});

it('a field of the record needs no name in front', () => {
	expect(closePath('frist_name', ITEM, ITEM.contact)).toBe('first_name');
	expect(closePath('user id', { 'the user': { 'user id': 1 } })).toBeUndefined();
});

it('a missing value that fails names the field that is nearly meant', () => {
	const failure = failureOf(() => render('{{contact.emial}}', ITEM, 'text', { missingValues: 'fail' }));
	expect(failure.message).toContain('Did you mean {{contact.email}}?');
	const short = failureOf(() => render('{{frist_name}}', ITEM, 'text', { missingValues: 'fail' }));
	expect(short.message).toContain('Did you mean {{first_name}}?');
	const code = failureOf(() =>
		render('{{ $json.contact.emial }}', ITEM, 'text', { missingValues: 'fail' }),
	);
	expect(code.message).toContain('Did you mean {{contact.email}}?');
});

it('in a block, a field of the item around it is shown with @root', () => {
	const text = '{{#each users}}{{contact.email}}{{/each}}';
	const { message } = failureOf(() => render(text, ITEM, 'text', { missingValues: 'fail' }));
	expect(message).toContain('Did you mean {{@root.contact.email}}?');
	expect(render('{{#each users}}{{@root.contact.email}}{{/each}}', ITEM)).toBe('a');
});
