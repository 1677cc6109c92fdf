import { decodedFormText, looksLikeForm } from '../../nodes/CustomWebhook/formats/form';

it.each(['a=1', 'error=invalid_grant&error_description=no+such', 'a=', 'a[b]=c=d'])(
	'%s looks like a form',
	(text) => {
		expect(looksLikeForm(text)).toBe(true);
	},
);

it.each(['', 'a', '=1', '&a=1', 'a b=1', 'a=1 and more', 'a=1\n'])('%j does not', (text) => {
	expect(looksLikeForm(text)).toBe(false);
});

it.each([
	['caf%C3%A9', 'café'],
	['a+b', 'a b'],
	['a%2Bb%20c', 'a+b c'],
	['100%', '100%'],
	['%ff+x', '%ff+x'],
])('%j is decoded as %j', (text, decoded) => {
	expect(decodedFormText(text)).toBe(decoded);
});
