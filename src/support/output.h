// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace pgstair {

/// Writes a report to where the user wants it: to `file` (see write_file()), or to standard output
/// if that is empty. Throws EnvironmentError if not all of it got there.
void write_output(const std::string& file, std::string_view report);

/// Throws EnvironmentError if something that was written to std::cout did not get out of this
/// process: a full disk, a standard output that is closed.
void check_standard_output();

/// Opens what the caller of this program has closed of the three standard streams, so that no other
/// file gets their number, and with it what is printed. Writing there fails.
void hold_standard_streams();

}  // namespace pgstair
