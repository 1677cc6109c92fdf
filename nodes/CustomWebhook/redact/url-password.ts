/** The user names and passwords in URLs, as written and decoded. For example, the secrets of a proxy. */
export function passwordsIn(addresses: ReadonlyArray<string | undefined>): string[] {
	return addresses.flatMap((address = '') => {
		if (!URL.canParse(address)) return [];
		const { password, username } = new URL(address);
		if (password === '') return [];
		const plain = decoded(password);
		return [...new Set([password, plain]), `${decoded(username)}:${plain}`];
	});
}

function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
