// SPDX-License-Identifier: MIT
#include "test_databases/protocol.h"

#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <string_view>

#include "support/errors.h"

namespace pgstair::test_databases {

namespace {

std::size_t number_in(const std::string& line) {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), number);
  if (error != std::errc() || end != line.data() + line.size()) {
    throw UsageError("this is no message of a test program: '" + line +
                     "' is no number. pgstair test-databases is started by test programs only");
  }
  return number;
}

std::string as_text(const Fields& fields) {
  std::string text = std::to_string(fields.size()) + "\n";
  for (const auto& field : fields) {
    text += field ? std::to_string(field->size()) + "\n" + *field : "-\n";
  }
  return text;
}

/// Without SIGPIPE, which would end this process before it has dropped its databases.
ssize_t write_some(int out, std::string_view text) {
  const ssize_t sent = ::send(out, text.data(), text.size(), MSG_NOSIGNAL);
  if (sent < 0 && errno == ENOTSOCK) return ::write(out, text.data(), text.size());
  return sent;
}

}  // namespace

std::optional<Fields> Channel::read() {
  const auto count = read_line();
  if (!count) return std::nullopt;
  Fields fields;
  for (std::size_t left = number_in(*count); left > 0; --left) {
    const auto length = read_line();
    if (!length) return std::nullopt;
    if (*length == "-") {
      fields.emplace_back();
      continue;
    }
    auto bytes = read_bytes(number_in(*length));
    if (!bytes) return std::nullopt;
    fields.push_back(std::move(bytes));
  }
  return fields;
}

bool Channel::write(const Fields& fields) {
  const std::string text = as_text(fields);
  std::string_view rest = text;
  while (!rest.empty()) {
    const ssize_t count = write_some(out_, rest);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return false;
    rest.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

bool Channel::fill() {
  std::array<char, 65536> bytes;
  ssize_t count = 0;
  do {
    count = ::read(in_, bytes.data(), bytes.size());
  } while (count < 0 && errno == EINTR);
  if (count <= 0) return false;
  buffer_.append(bytes.data(), static_cast<std::size_t>(count));
  return true;
}

std::optional<std::string> Channel::read_line() {
  std::size_t end = 0;
  while ((end = buffer_.find('\n')) == std::string::npos) {
    if (!fill()) return std::nullopt;
  }
  std::string line = buffer_.substr(0, end);
  buffer_.erase(0, end + 1);
  return line;
}

std::optional<std::string> Channel::read_bytes(std::size_t count) {
  while (buffer_.size() < count) {
    if (!fill()) return std::nullopt;
  }
  std::string bytes = buffer_.substr(0, count);
  buffer_.erase(0, count);
  return bytes;
}

}  // namespace pgstair::test_databases
