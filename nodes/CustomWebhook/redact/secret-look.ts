/** Patterns of well-known services' keys. Repetitions in the middle have a maximum, so that they are linear. */
const KEYS = [
	/\b(?:sk|rk)_(?:live|test)_\w{8,}/,
	/\bsk-[\w-]{20,}/,
	/\bwhsec_[\w+/=]{16,}/,
	/\bgh[oprsu]_[A-Za-z0-9]{20,}/,
	/\bgithub_pat_\w{20,}/,
	/\bglpat-[\w-]{16,}/,
	/\bxox[abeprs]-[\w-]{10,}/,
	/\bSG\.[\w-]{10,40}\.[\w-]{10,}/,
	/\bAIza[\w-]{30,}/,
	/\bshp(?:at|ca|pa|ss)_[0-9a-f]{16,}/i,
	/\bpat-[a-z]{2}\d-[0-9a-f-]{20,}/,
	/\beyJ[\w-]{8,300}\.eyJ[\w-]{8,}/,
];

/** Addresses with a secret path: whoever knows it may send. */
const SECRET_ADDRESSES = [
	/\/\/hooks\.slack\.com\/(?:services|workflows|triggers)\/(?:[^/?#]+\/)*([^/?#]+)/i,
	/\/\/(?:\w+\.)?discord(?:app)?\.com\/api\/(?:v\d+\/)?webhooks\/[^/?#]+\/([^/?#]+)/i,
	/\/\/api\.telegram\.org\/(?:file\/)?bot([^/?#]+)/i,
	/\/\/[\w.-]+\.webhook\.office\.com\/webhookb2\/([^?#]+)/i,
	/\/\/hooks\.zapier\.com\/hooks\/catch\/([^?#]+)/i,
	/\/\/maker\.ifttt\.com\/trigger\/[^/?#]+\/(?:json\/)?with\/key\/([^/?#]+)/i,
];

/** Whether the text contains a well-known kind of key. */
export function looksLikeKey(text: string): boolean {
	return KEYS.some((pattern) => pattern.test(text));
}

/** The secret part of an address, if its host uses secret addresses. */
export function secretOfAddress(url: string): string | undefined {
	for (const pattern of SECRET_ADDRESSES) {
		const secret = pattern.exec(url)?.[1];
		if (secret !== undefined) return secret;
	}
	return undefined;
}
