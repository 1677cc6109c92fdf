import { nearName } from '../../nodes/CustomWebhook/formats';

it.each([
	['firstName', { first_name: 1 }, 'first_name'],
	['E-Mail', { id: 1, email: 1 }, 'email'],
	['emial', { email: 1 }, 'email'],
	['emai', { email: 1 }, 'email'],
	['emaill', { email: 1 }, 'email'],
	['emaik', { email: 1 }, 'email'],
	['email', { emails: 1, e_mail: 1 }, 'e_mail'],
])('%s in %j most likely means %s', (name, holder, near) => {
	expect(nearName(name, holder)).toBe(near);
});

it.each([
	['email', { phone: 1 }],
	['emxxl', { email: 1 }],
	['to', { do: 1 }],
	['0', ['a']],
	['email', 'email'],
	['email', null],
	['email', undefined],
])('%s in %j means nothing that is there', (name, holder) => {
	expect(nearName(name, holder)).toBeUndefined();
});

it('a table is not searched to its end', () => {
	const table = Object.fromEntries(Array.from({ length: 600 }, (_, row) => [`row-${row}-of-it`, row]));
	expect(nearName('row_499_of_it', table)).toBe('row-499-of-it');
	expect(nearName('ROW_500_OF_IT', table)).not.toBe('row-500-of-it');
});
