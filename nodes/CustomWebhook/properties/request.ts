import type { INodeProperties } from 'n8n-workflow';

import { CHOICES } from '../defaults';
import { choice } from './choice';
import { onlyFields } from './only-fields';
import { templateCode, templateLine } from './template-field';
import { notForTools } from './tool';

/** What is called, how, and with which credential. */
export const requestProperties: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		...choice(CHOICES.operation, {
			send: {
				name: 'Send',
				description: 'Send the request for each item and act on the response',
				action: 'Send a request',
			},
			preview: {
				name: 'Preview',
				description: 'Show the request that each item would send, without sending it',
				action: 'Preview a request',
			},
			callSaved: notForTools({
				name: 'Call Saved Webhook',
				description: 'Pass the items to a saved webhook, which many workflows can use',
				action: 'Call a saved webhook',
			}),
		}),
	},
	{
		displayName: 'Request From',
		name: 'requestFrom',
		...choice(CHOICES.requestFrom, {
			curl: { name: 'cURL Command', description: 'Paste the command that the documentation shows' },
			fields: { name: 'Fields', description: 'Method, URL, headers and body, each in its field' },
		}),
	},
	{
		displayName: 'cURL Command',
		name: 'curlCommand',
		type: 'string',
		typeOptions: templateCode(10),
		noDataExpression: true,
		displayOptions: { show: { requestFrom: ['curl'] } },
		default: '',
		description:
			'The node sends what cURL would send. Values are encoded for the place where they are: URL, header, JSON or form. For secrets, choose a credential in Authentication.',
		hint: "Paste the command from the API's documentation, then replace its values with {{contact.email}} or fields from the left",
	},
	{
		displayName: 'Method',
		name: 'method',
		...choice(CHOICES.method, {
			DELETE: 'DELETE',
			GET: 'GET',
			HEAD: 'HEAD',
			PATCH: 'PATCH',
			POST: 'POST',
			PUT: 'PUT',
		}),
		noDataExpression: false,
		displayOptions: onlyFields,
		description:
			'What the service should do: POST creates, PUT and PATCH update, GET reads, DELETE removes',
	},
	{
		displayName: 'URL',
		name: 'url',
		type: 'string',
		displayOptions: onlyFields,
		typeOptions: templateLine,
		default: '',
		required: true,
		placeholder: 'e.g. https://api.example.com/contacts/{{contact.id}}',
		description:
			'The http or https address to call. Write {{contact.email}} or drag a field here to insert a value. Values are encoded automatically. In an expression, n8n may show {{contact.email}} in red as [undefined]: its value is sent all the same.',
	},
	{
		displayName: 'Authentication',
		name: 'authentication',
		...choice(CHOICES.authentication, {
			apiKey: { name: 'API Key', description: 'A key in a header or in the query' },
			basic: { name: 'Basic Auth', description: 'User name and password' },
			bearer: { name: 'Bearer Token', description: 'A token in the Authorization header' },
			none: { name: 'None', description: 'No credential, or headers of your own' },
			oAuth2: { name: 'OAuth2', description: 'A token that n8n gets and refreshes' },
			service: { name: 'Service', description: 'Base URL, headers, parameters and values' },
		}),
		description: 'How the service knows who is calling. n8n keeps the secrets, not the workflow.',
	},
	// Without it n8n asks for the credentials above the field that decides which.
	{
		displayName: '',
		name: 'credentials',
		type: 'credentials',
		default: '',
	},
];
