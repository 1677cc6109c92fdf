import { fieldLabel } from '../../nodes/CustomWebhook/formats/field-label';
import { panelPath } from '../../nodes/CustomWebhook/properties';

describe('A field has the name that the panel gives it', () => {
	it.each([
		'url',
		'method',
		'jsonBody',
		'xmlBody',
		'soapAction',
		'textBody',
		'textContentType',
		'formBody',
		'queryParameters',
		'headers',
		'formFields',
		'multipartFields',
		'failureVariables',
		'responseVariables',
		'webhookName',
		'dataContextPath',
	])('%s', (field) => {
		expect(fieldLabel(field)).toBe(panelPath(field));
	});

	it.each(['options.findBy', 'options.proxy'])('%s, an option', (field) => {
		expect(panelPath(field)).toMatch(new RegExp(`→ ${fieldLabel(field)}$`));
	});

	it('the key of an idempotency key, with its group', () => {
		expect(panelPath('options.idempotencyKeyValue')).toBe('Options → Idempotency → Key');
		expect(fieldLabel('options.idempotencyKeyValue')).toBe('Idempotency Key');
	});
});

it.each([
	['headers.X-Id', 'Headers, X-Id'],
	['queryParameters.a.b', 'Query Parameters, a.b'],
	['', ''],
])('a row goes by its name too: %j', (field, label) => {
	expect(fieldLabel(field)).toBe(label);
});
