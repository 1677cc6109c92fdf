export { Admission, cancelled } from './admission';
