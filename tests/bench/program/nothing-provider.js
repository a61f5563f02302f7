"use strict";

// A provider that does nothing. It shows what the engine costs without one.
exports.check = (olds, news) => Promise.resolve({ inputs: news });
exports.diff = () => Promise.resolve({ changes: false });
exports.create = (inputs) => Promise.resolve({ id: inputs.phoneNumberId, outs: inputs });
exports.read = (id, props) => Promise.resolve({ id, props });
exports.update = (id, olds, news) => Promise.resolve({ outs: news });
exports.delete = () => Promise.resolve();
