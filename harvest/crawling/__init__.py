"""What a crawl decides: how soon to try again, to come back, to let a host rest."""
