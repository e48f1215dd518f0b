// SPDX-License-Identifier: MIT
#pragma once

#include <stdexcept>
#include <string>

namespace pgstair {

/// A place in a user's file. Lines and columns count from 1; 0 means "not known".
/// Columns count characters (UTF-8 code points), as editors do.
struct Location {
  std::string file;
  int line = 0;
  int column = 0;

  friend bool operator==(const Location&, const Location&) = default;
};

/// "file:line:column", leaving out what is not known; empty if there is no file.
std::string to_string(const Location& location);

/// The user asked for something that cannot be: a wrong flag, an unreadable configuration.
/// `main` turns it into exit code 2. `what()` starts with the location, if there is one.
class UsageError : public std::runtime_error {
 public:
  explicit UsageError(const std::string& message, const Location& location = {});
};

/// The world would not cooperate: no Postgres binaries, no room, a server that died.
/// `main` turns it into exit code 3. `what()` says what was tried; `advice()` says what to do.
class EnvironmentError : public std::runtime_error {
 public:
  explicit EnvironmentError(const std::string& message, std::string advice = {});
  const std::string& advice() const { return advice_; }

 private:
  std::string advice_;
};

/// States what must hold if our own code is right. Throws std::logic_error (exit code 4) if not.
void ensure(bool condition, const char* what);

/// The same where it is known not to hold, or where what is wrong is known only at run time.
[[noreturn]] void bug(const std::string& what);

}  // namespace pgstair
