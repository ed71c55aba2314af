// Runs the checks beside the page, which stays quick while a graph of a thousand nodes is looked at.
import { check } from './check.ts';

addEventListener('message', ({ data }) => postMessage(check(data)));
