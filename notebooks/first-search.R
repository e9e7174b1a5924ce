# A first search in base R: the archive of `./dateline serve`, or of DATELINE_URL.
#
#   Rscript notebooks/first-search.R

archive <- Sys.getenv("DATELINE_URL", "http://127.0.0.1:4310")

# A list of the API as a data frame; the parameters are the same as in the app's URLs.
rows <- function(path, ...) {
  parameters <- list(...)
  values <- vapply(parameters, function(value) URLencode(value, reserved = TRUE), "")
  query <- paste(names(parameters), values, sep = "=", collapse = "&")
  read.csv(paste0(archive, "/api/v1/", path, ".csv?", query), encoding = "UTF-8", na.strings = "")
}

hits <- rows("articles", q = "energy minister")
cat(nrow(hits), "articles\n")
print(head(hits[c("publishedAt", "source", "title")], 5), right = FALSE)

# Who is named with Leyla Mammadova more often than by chance?
ties <- rows("entities/person-leyla-mammadova/ties", sort = "surprise")
print(head(ties[c("entityName", "entityKind", "sentences", "surprise")], 5), right = FALSE)

# A chart of articles per month.
months <- table(substr(hits$publishedAt, 1, 7))
file <- Sys.getenv("DATELINE_PLOT", file.path(tempdir(), "energy-ministers.pdf"))
pdf(file, width = 7, height = 3)
barplot(months, main = "Articles with “energy” and “minister”", las = 2, cex.names = 0.7)
invisible(dev.off())
cat("drawn to", file, "\n")
