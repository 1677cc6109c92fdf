import { createRedactor, remembering } from '../../nodes/CustomWebhook/redact';

it('goes through an object once, and gives the same copy without secrets each time', () => {
	const redactor = remembering(createRedactor([['the-secret']]));
	const body = { a: ['the-secret'] };
	expect(redactor.value(body)).toEqual({ a: ['***'] });
	expect(redactor.value(body)).toBe(redactor.value(body));
	expect(redactor.value({ a: ['the-secret'] })).not.toBe(redactor.value(body));
	expect(redactor.value('the-secret')).toBe('***');
	expect(redactor.text('x the-secret')).toBe('x ***');
});
