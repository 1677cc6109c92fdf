/** On one line, without tags: hints are HTML to n8n, and a service may have written this. */
export function plainText(text: string): string {
	return text.replace(/\s+/g, ' ').replace(/</g, '‹').replace(/>/g, '›');
}
