/** A SOAP 1.1 service with one operation: a promo code for the <city> in the envelope, else a Fault. */
import { codeFor } from './promo-codes.mjs';

const NAMESPACE = 'http://schemas.xmlsoap.org/soap/envelope/';

/** @type {import('./server.mjs').Route} */
export function soap({ text }) {
	const city = text.match(/<(?:\w+:)?city>([^<&]+)<\/(?:\w+:)?city>/i)?.[1]?.trim();
	if (!city) {
		const fault =
			'<soap:Fault><faultcode>soap:Client</faultcode><faultstring>No city given</faultstring></soap:Fault>';
		return envelope(500, fault);
	}
	const { promocode } = codeFor(city);
	return envelope(200, `<GetPromoCodeResponse><promocode>${promocode}</promocode></GetPromoCodeResponse>`);
}

/** @param {number} status @param {string} content @returns {import('./answers.mjs').Answer} */
function envelope(status, content) {
	return {
		status,
		headers: { 'content-type': 'text/xml; charset=utf-8' },
		body: `<?xml version="1.0"?><soap:Envelope xmlns:soap="${NAMESPACE}"><soap:Body>${content}</soap:Body></soap:Envelope>`,
	};
}
