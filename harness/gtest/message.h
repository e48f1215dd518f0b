// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

/// This end of the conversation with `pgstair test-databases`; harness/test_databases/protocol.h
/// describes it.
namespace pgstair::gtest_support {

constexpr const char* greeting = "pgstair-test-databases";
constexpr const char* protocol_version = "2";
constexpr std::size_t finding_fields = 7;

using Fields = std::vector<std::optional<std::string>>;

/// Sends a message; false if the other end has gone.
bool send_message(int socket, const Fields& fields);

/// The next message; nothing if the other end has gone. `buffer` is the conversation's own: it
/// keeps what was read too much.
std::optional<Fields> receive_message(int socket, std::string& buffer);

}  // namespace pgstair::gtest_support
