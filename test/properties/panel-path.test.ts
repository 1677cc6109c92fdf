import { panelPath } from '../../nodes/CustomWebhook/properties/panel-path';

it.each([
	['method', 'Method'],
	['options.timeout', 'Options → Timeout (Seconds)'],
	['options.maxRetries', 'Options → Retry → Max Retries'],
	['options.signing', 'Options → Signing → Signing'],
	['responseVariables.source', 'Response Variables → From'],
	['multipartFields.mimeType', 'Form Fields and Files → MIME Type'],
	['headers.X-Name', 'Headers'],
	['authentication.none', 'Authentication'],
])('%s stands at %s', (field, path) => {
	expect(panelPath(field)).toBe(path);
});

it('what is no field has no place', () => {
	expect(panelPath('nothing')).toBeUndefined();
});
