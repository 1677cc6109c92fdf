import { escapedByHand } from '../../nodes/CustomWebhook/template';

it.each([
	`{{ note.replace(/\\n/g, '\\\\n') }}`,
	`{{ JSON.stringify(note).replace(/^"|"$/g, "") }}`,
	'{{ JSON.stringify(note).substring(1, JSON.stringify(note).length - 1) }}',
	'{{ note.toJsonString().slice(1).slice(0, -1) }}',
])('an expression whose backslashes are sent is found: %s', (placeholder) => {
	expect(escapedByHand(`{"a":"${placeholder}"}`)).toEqual([placeholder]);
});

it.each([
	'{{ JSON.stringify(note).slice(1, -1) }}',
	'{{ JSON.stringify(note) }}',
	"{{ note.replaceAll('\"', '\\\\\"') }}",
	'{{ note.replace(/a/g, "b").slice(1) }}',
	'{{note}}',
])('one whose backslashes are understood, or that has none, is not: %s', (placeholder) => {
	expect(escapedByHand(`{"a":"${placeholder}"}`)).toEqual([]);
});
