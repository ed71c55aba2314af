/** What browsers are told about every answer: run nothing but Baton's own files, load nothing from elsewhere, guess no types. */
import { secureHeaders } from 'hono/secure-headers';
import type { Door } from './door.ts';

const halfAYear = 'max-age=15552000';

export const securityHeaders = ({ https }: Pick<Door, 'https'>) =>
  secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'self'"],
      scriptSrc: ["'self'"],
      // React Flow places nodes by style attributes.
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:', 'blob:'],
      fontSrc: ["'self'", 'data:'],
      connectSrc: ["'self'"],
      // The layout and the JSON view work in workers of their own.
      workerSrc: ["'self'", 'blob:'],
      objectSrc: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
    xFrameOptions: 'DENY',
    referrerPolicy: 'no-referrer',
    strictTransportSecurity: https ? halfAYear : false,
    permissionsPolicy: { camera: [], microphone: [], geolocation: [], payment: [], usb: [] },
  });
