import { hidePairs } from '../../nodes/CustomWebhook/redact/pairs';

const hide = (text: string) =>
	hidePairs(
		text,
		(name) => name === 'to ken',
		(value) => value === 'e/1',
	);

it('Values are hidden by their name and by what they are, both as they mean', () => {
	expect(hide('to+ken=a&to%20ken=b&x=e%2F1&y=e%2F10&z=')).toBe('to+ken=***&to%20ken=***&x=***&y=e%2F10&z=');
});

it('In an address only the query counts, and what cannot be decoded stays', () => {
	expect(hide('https://example.com/e/1?%zz=1&x=e/1#x=e/1')).toBe(
		'https://example.com/e/1?%zz=1&x=***#x=e/1',
	);
});
