/**
 * A subscriber list, as a newsletter service has it.
 *
 * GET /contacts?email=…   one subscriber, 404 where there is none; all of them without `email`
 * POST /contacts          adds one (201), or brings a known e-mail address up to date (200)
 * GET /contacts/find?…     the ones that match id, phone and email, as a list, as some services answer
 * POST /contacts/bulk      adds or updates a list of them, with a result for each; 413 for more than 100
 * GET, PUT, PATCH, DELETE /contacts/<id>
 */
import { emptyAnswer, errorAnswer, jsonAnswer } from './answers.mjs';

/** Ids start high, so that nobody takes one for a count. */
const FIRST_ID = 1001;

/** So many contacts are taken in one request. */
const MOST_AT_ONCE = 100;

/** What /contacts/find looks for. */
const FIND_BY = ['id', 'phone', 'email'];

/** @returns {Record<string, import('./server.mjs').Route>} */
export function contactRoutes() {
	/** @type {Map<string, Record<string, unknown>>} */
	const contacts = new Map();
	let nextId = FIRST_ID;

	const findByEmail = (/** @type {unknown} */ email) =>
		[...contacts.values()].find(
			(contact) => String(contact.email).toLowerCase() === String(email).toLowerCase(),
		);

	const save = (/** @type {string} */ id, /** @type {Record<string, unknown>} */ fields) => {
		/** @type {Record<string, unknown>} */
		const contact = { ...fields, id, updatedAt: new Date().toISOString() };
		contacts.set(id, contact);
		return contact;
	};

	/** @returns {Record<string, unknown>} the contact, and whether it is new */
	const subscribe = (/** @type {Record<string, unknown>} */ fields) => {
		const known = findByEmail(fields.email);
		const saved = save(String(known?.id ?? `sub_${nextId++}`), { ...known, ...fields });
		return { ...saved, created: !known };
	};

	const bulkResult = (/** @type {unknown} */ fields) => {
		const email = isFields(fields) ? fields.email : undefined;
		if (!isFields(fields) || !/^[^@\s]+@[^@\s]+$/.test(String(email)))
			return { email, status: 'rejected', message: 'Invalid address' };
		const { id, created } = subscribe(fields);
		return { email, status: created ? 'created' : 'updated', id };
	};

	return {
		'/contacts': ({ method, query, json }) => {
			if (method === 'GET' && query.email === undefined)
				return jsonAnswer(200, { contacts: [...contacts.values()] });
			if (method === 'GET') {
				const contact = findByEmail(query.email);
				return contact
					? jsonAnswer(200, { found: true, contact })
					: jsonAnswer(404, {
							found: false,
							message: `Nobody with the address ${query.email} has subscribed.`,
						});
			}
			if (method !== 'POST') return methodNotAllowed('GET, POST');
			if (!isFields(json) || !json.email)
				return errorAnswer(422, 'A contact is a JSON object with an "email".');
			const { created, id, email, discountCode } = subscribe(json);
			return jsonAnswer(created ? 201 : 200, { created, id, email, discountCode });
		},

		'/contacts/bulk': ({ method, json }) => {
			if (method !== 'POST') return methodNotAllowed('POST');
			const list = isFields(json) ? json.contacts : undefined;
			if (!Array.isArray(list)) return errorAnswer(422, 'Send {"contacts": [ … ]}.');
			if (list.length > MOST_AT_ONCE)
				return errorAnswer(413, `At most ${MOST_AT_ONCE} contacts at once.`);
			return jsonAnswer(200, { results: list.map(bulkResult) });
		},

		'/contacts/find': ({ query }) => {
			const wanted = Object.entries(query).filter(([name]) => FIND_BY.includes(name));
			if (wanted.length === 0)
				return errorAnswer(400, 'Say whom: /contacts/find?email=ann@example.com');
			const isWanted = (/** @type {Record<string, unknown>} */ contact) =>
				wanted.every(([name, value]) => String(contact[name]) === value);
			return jsonAnswer(200, [...contacts.values()].filter(isWanted));
		},

		'/contacts/:id': ({ method, path, json }) => {
			const id = decodeURIComponent(path.split('/')[2] ?? '');
			const contact = contacts.get(id);
			if (!contact) return errorAnswer(404, `There is no contact ${id}.`);
			if (method === 'GET') return jsonAnswer(200, contact);
			if (method === 'DELETE') {
				contacts.delete(id);
				return emptyAnswer();
			}
			if (method !== 'PUT' && method !== 'PATCH') return methodNotAllowed('GET, PUT, PATCH, DELETE');
			if (!isFields(json)) return errorAnswer(422, 'The fields of a contact are a JSON object.');
			return jsonAnswer(200, save(id, method === 'PUT' ? json : { ...contact, ...json }));
		},
	};
}

/** @param {unknown} value @returns {value is Record<string, unknown>} */
function isFields(value) {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @param {string} allow */
function methodNotAllowed(allow) {
	return errorAnswer(405, `This address takes ${allow}.`, { allow });
}
