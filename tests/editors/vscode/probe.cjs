// Loaded into VS Code's server before anything else, and by that into each extension host: notes the time
// that the host's thread spends on the processor to load our extension and in its `activate`, in milliseconds,
// and when VS Code began that, one line for each host; and each connection and look-up of a name that begins in
// our code, one line each. It changes nothing of what the extension does.
const childProcess = require("node:child_process");
const dns = require("node:dns");
const { appendFileSync } = require("node:fs");
const { Module, syncBuiltinESMExports } = require("node:module");
const { Socket } = require("node:net");

const { fork } = childProcess;
childProcess.fork = (path, parameters, options) => {
  const isHost = parameters?.includes("--type=extensionHost");
  const execArgv = isHost ? ["--require", __filename, ...(options.execArgv ?? [])] : options?.execArgv;
  return fork(path, parameters, isHost ? { ...options, execArgv } : options);
};
noteConnections(Socket.prototype, "connect");
noteConnections(dns, "lookup");
noteConnections(dns.promises, "lookup");
syncBuiltinESMExports();

/** Notes who calls a function of the network, where that is our extension; requests of any kind end in these. */
function noteConnections(owner, name) {
  const original = owner[name];
  owner[name] = function (...parameters) {
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = 100;
    const { stack } = new Error(name);
    Error.stackTraceLimit = limit;
    if (/[/\\]trace-lint[^/\\]*[/\\]dist[/\\]/.test(stack)) {
      appendFileSync(process.env.TRACE_LINT_TEST_CONNECTIONS, `${name} ${JSON.stringify(parameters[0])}\n`);
    }
    return original.apply(this, parameters);
  };
}

let spent = 0;
function timed(run) {
  const before = process.threadCpuUsage();
  const result = run();
  const { user, system } = process.threadCpuUsage(before);
  spent += (user + system) / 1000;
  return result;
}

const load = Module._extensions[".js"];
Module._extensions[".js"] = (module, path) => {
  if (!/[/\\]trace-lint[^/\\]*[/\\]dist[/\\]extension\.js$/.test(path)) {
    load(module, path);
    return;
  }
  const begun = Date.now();
  timed(() => load(module, path));
  const { activate } = module.exports;
  module.exports = {
    ...module.exports,
    activate: (context) => {
      const result = timed(() => activate(context));
      appendFileSync(process.env.TRACE_LINT_TEST_ACTIVATIONS, `${spent.toFixed(1)} ${begun}\n`);
      return result;
    },
  };
};
