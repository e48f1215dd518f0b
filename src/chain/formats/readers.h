// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <filesystem>

#include "chain/read.h"

/// One pair per format, each in its own file; formats.cc lists them.
namespace pgstair::chain {

std::size_t recognise_native(const std::filesystem::path& folder);
ReadResult read_native(const std::filesystem::path& folder, const ReadOptions& options);

std::size_t recognise_golang_migrate(const std::filesystem::path& folder);
ReadResult read_golang_migrate(const std::filesystem::path& folder, const ReadOptions& options);

std::size_t recognise_goose(const std::filesystem::path& folder);
ReadResult read_goose(const std::filesystem::path& folder, const ReadOptions& options);

std::size_t recognise_diesel(const std::filesystem::path& folder);
ReadResult read_diesel(const std::filesystem::path& folder, const ReadOptions& options);

std::size_t recognise_sqlx(const std::filesystem::path& folder);
ReadResult read_sqlx(const std::filesystem::path& folder, const ReadOptions& options);

std::size_t recognise_flyway(const std::filesystem::path& folder);
ReadResult read_flyway(const std::filesystem::path& folder, const ReadOptions& options);

std::size_t recognise_plain(const std::filesystem::path& folder);
ReadResult read_plain(const std::filesystem::path& folder, const ReadOptions& options);

}  // namespace pgstair::chain
