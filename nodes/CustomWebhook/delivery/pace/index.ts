export { Admission, cancelled, type Entered } from './admission';
