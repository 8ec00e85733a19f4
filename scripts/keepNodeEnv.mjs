/**
 * Vite calls the whole process production, and `npm start` goes on in it: that is for its owner to say.
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>} what the work gives, with NODE_ENV as it was before, also where it fails
 */
export async function keepNodeEnv(work) {
  const { NODE_ENV } = process.env
  try {
    return await work()
  } finally {
    if (NODE_ENV === undefined) delete process.env.NODE_ENV
    else process.env.NODE_ENV = NODE_ENV
  }
}
