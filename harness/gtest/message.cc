// SPDX-License-Identifier: MIT
#include "message.h"

#include <sys/socket.h>
#include <sys/types.h>

#include <cerrno>
#include <cstdlib>

namespace pgstair::gtest_support {

namespace {

bool receive_more(int socket, std::string& buffer) {
  char bytes[16384];
  ssize_t count = 0;
  do {
    count = ::recv(socket, bytes, sizeof bytes, 0);
  } while (count < 0 && errno == EINTR);
  if (count <= 0) return false;
  buffer.append(bytes, static_cast<std::size_t>(count));
  return true;
}

std::optional<std::string> take_line(int socket, std::string& buffer) {
  std::size_t end = 0;
  while ((end = buffer.find('\n')) == std::string::npos) {
    if (!receive_more(socket, buffer)) return std::nullopt;
  }
  std::string line = buffer.substr(0, end);
  buffer.erase(0, end + 1);
  return line;
}

std::optional<std::string> take_bytes(int socket, std::string& buffer, std::size_t count) {
  while (buffer.size() < count) {
    if (!receive_more(socket, buffer)) return std::nullopt;
  }
  std::string bytes = buffer.substr(0, count);
  buffer.erase(0, count);
  return bytes;
}

std::size_t number_in(const std::string& line) {
  return static_cast<std::size_t>(std::strtoull(line.c_str(), nullptr, 10));
}

}  // namespace

bool send_message(int socket, const Fields& fields) {
  std::string text = std::to_string(fields.size()) + "\n";
  for (const auto& field : fields)
    text += field ? std::to_string(field->size()) + "\n" + *field : "-\n";
  std::size_t sent = 0;
  while (sent < text.size()) {
    const ssize_t count = ::send(socket, text.data() + sent, text.size() - sent, MSG_NOSIGNAL);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return false;
    sent += static_cast<std::size_t>(count);
  }
  return true;
}

std::optional<Fields> receive_message(int socket, std::string& buffer) {
  const auto count = take_line(socket, buffer);
  if (!count) return std::nullopt;
  Fields fields;
  for (std::size_t left = number_in(*count); left > 0; --left) {
    const auto length = take_line(socket, buffer);
    if (!length) return std::nullopt;
    if (*length == "-") {
      fields.emplace_back();
      continue;
    }
    auto bytes = take_bytes(socket, buffer, number_in(*length));
    if (!bytes) return std::nullopt;
    fields.push_back(std::move(bytes));
  }
  return fields;
}

}  // namespace pgstair::gtest_support
