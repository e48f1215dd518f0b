// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

/// Databases for test programs, which ask for them by messages: `pgstair test-databases`.
///
/// A test program starts that command with one end of a socket as its standard input and output. It
/// sends a request and waits for its answer; the end of the input ends everything. A message is
///
///     message  =  number of fields LF, field*
///     field    =  number of bytes LF, these bytes   or   "-" LF  (NULL)
///
/// First comes a greeting: `pgstair-test-databases`, protocol_version. Then the requests, and the
/// fields of their answers after the first, which is `ok`:
///
///     database WHICH REVISION ROWS SEED FLAG…   name, url, host, port, user, revision, not filled
///     drop NAME
///     query NAME SQL                            number of columns, their names, then the cells
///     upgrade NAME, downgrade NAME
///     compare NAME REVISION FLAG…               the differences, nothing if there are none
///     compare-databases NAME NAME               the same
///     verify FLAG…                              report, revisions, checks run, checks not run,
///                                               then finding_fields for each finding
///     tests EACH FLAG…                          name, file and line of each test
///     results EACH FOLDER FLAG…                 name, outcome and text of each test
///
/// WHICH is `at`: REVISION and all before it are applied; or `before`: all but REVISION itself,
/// which `upgrade` then applies. REVISION is as on the command line (0007, head, head-1), or
/// `model`. FLAGs are those of `pgstair verify`, the folder first. SQL may hold several
/// statements; the rows are the last one's. FOLDER: where a walk leaves its results for test
/// programs that ask later and for whom nothing has changed; empty, or none that can be written:
/// nowhere.
///
/// An answer to what could not be done is `error`, its kind (`usage`, `environment`, `server`,
/// `internal`) and what to say about it.
namespace pgstair::test_databases {

constexpr const char* greeting = "pgstair-test-databases";
constexpr const char* protocol_version = "2";

/// code, severity, revision, object, message, place, text.
constexpr std::size_t finding_fields = 7;

using Fields = std::vector<std::optional<std::string>>;

/// One end of the conversation; it owns neither descriptor.
class Channel {
 public:
  Channel(int in, int out) : in_(in), out_(out) {}

  /// The next message; nothing if the other end has gone. Throws UsageError for what is no message.
  std::optional<Fields> read();

  /// False if the other end has gone.
  [[nodiscard]] bool write(const Fields& fields);

 private:
  bool fill();
  std::optional<std::string> read_line();
  std::optional<std::string> read_bytes(std::size_t count);

  int in_;
  int out_;
  std::string buffer_;  ///< what was read and is part of no message yet
};

}  // namespace pgstair::test_databases
