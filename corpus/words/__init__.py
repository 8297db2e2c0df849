"""Words of the articles: their forms, places, company, and how often they occur and where."""
